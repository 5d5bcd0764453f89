package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a {@link FakeHydra} as a parameter: one for each test class, {@linkplain
 * FakeHydra#reset reset} before each test and closed after the last one.
 *
 * <pre>{@code
 * @ExtendWith(FakeHydraExtension.class)
 * class PartnerAccessTest {
 *   @Test
 *   void eachPartnerGetsOneClient(FakeHydra hydra) { … }
 * }
 * }</pre>
 *
 * <p>For one with options, register it by hand: {@code @RegisterExtension static final
 * FakeHydraExtension HYDRA = new FakeHydraExtension(FakeHydra.builder().version(V2_2))}.
 *
 * <p>Needs JUnit 5.9 or newer. Tests of one class share the server, so they must not run in
 * parallel with each other; classes may. This class is thread-safe.
 */
public final class FakeHydraExtension
    implements ParameterResolver, BeforeEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FakeHydraExtension.class);

  private final FakeHydra.Builder builder;

  /** Creates an extension for servers like the newest Hydra. */
  public FakeHydraExtension() {
    this(FakeHydra.builder());
  }

  /**
   * Creates an extension for servers with other options.
   *
   * @param builder the options, not to be changed afterwards
   */
  public FakeHydraExtension(FakeHydra.Builder builder) {
    this.builder = requireNonNull(builder, "builder == null");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeHydra.class;
  }

  @Override
  public FakeHydra resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = storeOfClass(context);
    synchronized (this) {
      FakeHydra hydra = store.get(this, FakeHydra.class);
      if (hydra == null) {
        hydra = builder.start();
        store.put(this, hydra);
      }
      return hydra;
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    FakeHydra hydra = storeOfClass(context).get(this, FakeHydra.class);
    if (hydra != null) {
      hydra.reset();
    }
  }

  /** Before JUnit 5.13 nobody else does: its stores don't close what they hold. */
  @Override
  public void afterAll(ExtensionContext context) {
    FakeHydra hydra = context.getStore(NAMESPACE).remove(this, FakeHydra.class);
    if (hydra != null) {
      hydra.close();
    }
  }

  private static ExtensionContext.Store storeOfClass(ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
      owner = owner.getParent().get();
    }
    return owner.getStore(NAMESPACE);
  }
}

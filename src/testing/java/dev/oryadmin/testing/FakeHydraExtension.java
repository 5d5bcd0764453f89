package dev.oryadmin.testing;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a {@link FakeHydra} as a parameter: one for each test class and those nested in
 * it, {@linkplain FakeHydra#reset reset} before each test and closed after the last one.
 *
 * <pre>{@code
 * @ExtendWith(FakeHydraExtension.class)
 * class PartnerAccessTest {
 *   @Test
 *   void eachPartnerGetsOneClient(FakeHydra hydra) { … }
 * }
 * }</pre>
 *
 * <p>As a field it takes options, and its URLs can be asked for before a test begins. A test of two
 * servers has two such fields, and asks them in place of a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeHydraExtension HYDRA =
 *     new FakeHydraExtension(FakeHydra.builder().version(V2_2));
 *
 * @DynamicPropertySource
 * static void hydra(DynamicPropertyRegistry registry) {
 *   registry.add("hydra.admin-url", HYDRA::adminUrl);
 * }
 * }</pre>
 *
 * <p>A field that is not static makes a server for each test.
 *
 * <p>Needs JUnit 5.9 or newer. Tests that share a server must not run in parallel with each other;
 * classes may, if each has its own. This class is thread-safe.
 */
public final class FakeHydraExtension
    implements ParameterResolver, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FakeHydraExtension.class);

  private final FakeHydra.Builder builder;
  private @Nullable FakeHydra hydra;

  /** How many classes run, a nested one and the one around it counted each. */
  private int classes;

  /** True if somebody was given a URL who may keep it for longer than a class. */
  private boolean kept;

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

  /** Returns the server, and starts it if need be. */
  public synchronized FakeHydra hydra() {
    if (hydra == null) {
      hydra = builder.start();
    }
    return hydra;
  }

  /**
   * Returns the URL of the admin server, and starts it if need be. Whoever asks may keep it: from
   * then on the server of a static field runs until the last test of all classes, since Spring uses
   * an application context again.
   */
  public synchronized String adminUrl() {
    kept = true;
    return hydra().adminUrl();
  }

  /** Returns the URL of the public server; like {@link #adminUrl()}. */
  public synchronized String publicUrl() {
    kept = true;
    return hydra().publicUrl();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeHydra.class;
  }

  /**
   * Returns the server.
   *
   * @throws ParameterResolutionException if the method has two such parameters
   */
  @Override
  public FakeHydra resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Parameter[] all = parameter.getDeclaringExecutable().getParameters();
    if (Arrays.stream(all).filter(each -> each.getType() == FakeHydra.class).count() > 1) {
      throw new ParameterResolutionException(
          "two parameters would be the same FakeHydra: for two servers, register two"
              + " FakeHydraExtensions as static fields, and call hydra() on each");
    }
    return hydra();
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    classes++;
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (classes == 0) { // known to this test alone
      context.getStore(NAMESPACE).put(this, new End(this::close));
    } else if (hydra != null) {
      hydra.reset();
    }
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    classes--;
    if (classes > 0) {
      return;
    }
    if (kept) {
      context.getRoot().getStore(NAMESPACE).put(this, new End(this::close));
    } else {
      close();
    }
  }

  /** What JUnit closes with a store: by the first interface before 5.13, by the second since. */
  private record End(Runnable work) implements CloseableResource, AutoCloseable {
    @Override
    public void close() {
      work.run();
    }
  }

  private synchronized void close() {
    if (hydra != null) {
      hydra.close();
      hydra = null;
    }
  }
}

package dev.oryadmin.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oryadmin.testing.FakeHydra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives rules the server to test, which the configuration parameters or system properties {@code
 * hydra.adminUrl} and {@code hydra.publicUrl} name; by default a fake one. Skips what its
 * generation does not have, deletes what a rule created, and keeps account.
 */
final class ContractExtension
    implements ParameterResolver, BeforeEachCallback, AfterEachCallback, TestWatcher {
  /** Set in a run that is part of another test. */
  static final String PART = "contract.part";

  private static final Namespace NAMESPACE = Namespace.create(ContractExtension.class);

  static Server server(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    synchronized (ContractExtension.class) {
      Server server = store.get(Server.class, Server.class);
      if (server == null) {
        server =
            context
                .getConfigurationParameter("hydra.adminUrl")
                .map(url -> real(url, context.getConfigurationParameter("hydra.publicUrl")))
                .orElseGet(() -> new Server(FakeHydra.start()));
        store.put(Server.class, server); // closed with the store
      }
      return server;
    }
  }

  private static Server real(String adminUrl, Optional<String> publicUrl) {
    String url =
        publicUrl.orElseThrow(() -> new IllegalStateException("hydra.publicUrl is not set"));
    return new Server(adminUrl, url);
  }

  private static ContractTable table(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            ContractTable.class,
            key -> new ContractTable(context.getConfigurationParameter(PART).isPresent()),
            ContractTable.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Server.class || type == ContractTable.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class ? server(context) : table(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Server server = server(context);
    Since since = AnnotationSupport.findAnnotation(context.getElement(), Since.class).orElse(null);
    assumeTrue(
        since == null || server.generation().has(since.value()),
        () -> since == null ? "" : since.value().older() + ": " + since.before());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server(context).deleteMine();
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    table(context).add(context, ContractTable.PASSED);
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    String reason = cause == null ? "" : String.valueOf(cause.getMessage());
    String words = reason.replace("Assumption failed: ", "");
    table(context).add(context, ContractTable.SKIPPED + Rule.cell(words));
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    table(context).add(context, ContractTable.FAILED);
  }
}

package dev.oryadmin.contract;

import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of groups of rules against a server, apart from the run of the test that started it. */
final class ContractRun implements TestExecutionListener {
  private final List<String> passed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failed = Collections.synchronizedList(new ArrayList<>());

  private ContractRun() {}

  static ContractRun of(Collection<Class<?>> groups, String adminUrl, String publicUrl) {
    LauncherDiscoveryRequest all =
        request()
            .selectors(
                groups.stream()
                    .map(ContractTest::nested)
                    .map(DiscoverySelectors::selectClass)
                    .toList())
            .configurationParameter(ContractExtension.PART, "true")
            .configurationParameter("hydra.adminUrl", adminUrl)
            .configurationParameter("hydra.publicUrl", publicUrl)
            .build();
    ContractRun run = new ContractRun();
    LauncherFactory.create().execute(all, run);
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    List<String> list =
        switch (result.getStatus()) {
          case SUCCESSFUL -> passed;
          case ABORTED -> skipped;
          case FAILED -> failed;
        };
    if (test.isTest() || list == failed) {
      list.add(
          result
              .getThrowable()
              .map(e -> test.getDisplayName() + ": " + e.getMessage())
              .orElse(test.getDisplayName()));
    }
  }

  List<String> passed() {
    return passed;
  }

  /** The names of the skipped rules, each with its reason. */
  List<String> skipped() {
    return skipped;
  }

  /** The names of the broken rules, each with what was wrong. */
  List<String> failed() {
    return failed;
  }
}

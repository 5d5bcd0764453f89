package dev.oryadmin.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up which property to set, in place of a stack trace. */
final class HydraSettingsFailureAnalyzer extends AbstractFailureAnalyzer<HydraSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, HydraSettingsException cause) {
    return new FailureAnalysis(
        "The client for Ory Hydra can't be set up: " + cause.getMessage() + ".",
        "Set ory.hydra.admin-url (and ory.hydra.public-url for registration and checks of secrets)"
            + " for a self-hosted Hydra, or ory.hydra.project-url and ory.hydra.bearer-token for Ory"
            + " Network. To do without a client, set ory.hydra.enabled=false.",
        cause);
  }
}

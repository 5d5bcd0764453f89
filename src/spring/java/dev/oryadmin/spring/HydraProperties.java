package dev.oryadmin.spring;

import dev.oryadmin.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where Ory Hydra or Ory Network is, and how it is called. Immutable.
 *
 * @param enabled Whether an ApiClient is set up at all.
 * @param adminUrl Base URL of the admin server of a self-hosted Ory Hydra, such as
 *     http://127.0.0.1:4445.
 * @param publicUrl Base URL of its public server, such as http://127.0.0.1:4444. Needed for dynamic
 *     registration and to check secrets.
 * @param projectUrl URL of an Ory Network project, in place of the other two.
 * @param bearerToken Token that authorizes admin calls, such as the API key of an Ory Network
 *     project.
 * @param timeout Longest time of one attempt.
 * @param deadline Longest time of a whole call, with its waits and further attempts.
 * @param retry Whether calls that failed are tried again, as far as the operation allows it.
 * @param maxResponseSize How much of a successful answer is read at most.
 * @param allowInsecureHttp Whether tokens may travel over plain http to other machines.
 * @param headers Headers that are sent with each call. Their values are treated as secrets.
 */
@ConfigurationProperties("ory.hydra")
record HydraProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String adminUrl,
    @Nullable String publicUrl,
    @Nullable String projectUrl,
    @Nullable Secret bearerToken,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("2m") Duration deadline,
    @DefaultValue("true") boolean retry,
    @DefaultValue("16MB") DataSize maxResponseSize,
    @DefaultValue("false") boolean allowInsecureHttp,
    @DefaultValue Map<String, Secret> headers) {}

package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.api.SessionsApi;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2ConsentSession;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Evidence for {@link Sweep#unlessUsed}: people have a consent session with the client.
 *
 * <p>A client that may use {@code client_credentials} works without people, so that no consent
 * session says anything about its use: it counts as used. A client used only by people who were not
 * named is not known to be used. Immutable and safe for use by several threads.
 */
public final class ConsentEvidence implements Predicate<OAuth2Client> {
  private final Set<String> clientIds;

  private ConsentEvidence(Set<String> clientIds) {
    this.clientIds = clientIds;
  }

  /**
   * Reads the consent sessions of these people.
   *
   * @param subjects as login accepted them; each costs at least one call
   * @throws IllegalArgumentException if there are none, or one is blank
   */
  public static ConsentEvidence of(SessionsApi sessions, Iterable<String> subjects) {
    requireNonNull(sessions, "sessions == null");
    Set<String> clientIds = new HashSet<>();
    boolean any = false;
    for (String subject : subjects) {
      any = true;
      for (OAuth2ConsentSession session : sessions.listConsents(subject)) {
        OAuth2ConsentRequest request = session.consentRequest();
        OAuth2Client client = request == null ? null : request.client();
        if (client != null) {
          clientIds.add(client.clientId());
        }
      }
    }
    if (!any) {
      throw new IllegalArgumentException("no subjects: nobody's consents are no evidence");
    }
    return new ConsentEvidence(clientIds);
  }

  /** Returns true if somebody consented to the client, or if consents say nothing about it. */
  @Override
  public boolean test(OAuth2Client client) {
    return clientIds.contains(client.clientId())
        || client.grantTypes().contains(GrantType.CLIENT_CREDENTIALS);
  }
}

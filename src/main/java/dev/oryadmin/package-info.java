/**
 * A typed client for administering OAuth 2.0 clients in Ory Hydra and Ory Network.
 *
 * <p>Start with {@link dev.oryadmin.ApiClient}. Nothing in this package is null unless it says so.
 */
@NullMarked
package dev.oryadmin;

import org.jspecify.annotations.NullMarked;

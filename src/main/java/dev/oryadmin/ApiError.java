package dev.oryadmin;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the server says is wrong, whichever of its shapes the body has. Both parts are null if the
 * body has no such shape: a page of HTML, text, nothing.
 *
 * @param name an OAuth error code such as {@code invalid_client_metadata}, or a sentence
 * @param description details; may be empty
 */
public record ApiError(@Nullable String name, @Nullable String description)
    implements Serializable {}

package dev.oryadmin;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The error as the server describes it, for every shape that error bodies have. Both parts are null
 * if the body is something else, such as HTML, text or nothing.
 *
 * @param name an OAuth error code such as {@code invalid_client_metadata}, or a sentence
 * @param description details; may be empty
 */
public record ApiError(@Nullable String name, @Nullable String description)
    implements Serializable {}

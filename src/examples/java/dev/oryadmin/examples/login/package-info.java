/**
 * A login and consent app for Ory Hydra, to start from: one file for each page, the JDK's own HTTP
 * server, no framework. docs/login-consent.md is its guide.
 */
@NullMarked
package dev.oryadmin.examples.login;

import org.jspecify.annotations.NullMarked;

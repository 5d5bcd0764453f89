/** Tests of login, consent, logout, devices, sessions and tokens. */
@NullMarked
package dev.oryadmin.flows;

import org.jspecify.annotations.NullMarked;

package it

import dev.oryadmin.ApiClient
import dev.oryadmin.model.OAuth2Client

/** Each of these lines must not compile: the compiler knows what may be null. */
fun nullableScalar(client: OAuth2Client): String = client.clientName()

fun nullableToken(page: dev.oryadmin.Page<OAuth2Client>): String = page.nextPageToken()

fun nullForAnId(ory: ApiClient): OAuth2Client = ory.clients().get(null)

fun nullElement(): OAuth2Client = OAuth2Client.builder().contacts(listOf("a", null)).build()

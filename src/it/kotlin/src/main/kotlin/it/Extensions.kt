package it

import dev.oryadmin.ApiCall
import dev.oryadmin.ApiClient
import dev.oryadmin.model.GrantType
import dev.oryadmin.model.OAuth2Client
import kotlinx.coroutines.future.await

// region extensions
suspend fun <T : Any> ApiCall<T>.await(): T = executeAsync().await()

inline fun oauth2Client(set: OAuth2Client.Builder.() -> Unit): OAuth2Client =
    OAuth2Client.builder().apply(set).build()

// endregion

// region plain
suspend fun plain(ory: ApiClient): String? {
  val billing =
      OAuth2Client.builder()
          .clientName("billing")
          .grantTypes(GrantType.CLIENT_CREDENTIALS)
          .scope("invoices.read")
          .build()
  val made = ory.clients().createCall(billing).executeAsync().await()
  return ory.clients().getCall(made.clientId()).executeAsync().await().clientName()
}

// endregion

// region extended
suspend fun extended(ory: ApiClient): String? {
  val billing = oauth2Client {
    clientName("billing")
    grantTypes(GrantType.CLIENT_CREDENTIALS)
    scope("invoices.read")
  }
  val made = ory.clients().createCall(billing).await()
  return ory.clients().getCall(made.clientId()).await().clientName()
}

// endregion

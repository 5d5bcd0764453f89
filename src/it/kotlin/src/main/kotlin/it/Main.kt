package it

import dev.oryadmin.ApiClient
import dev.oryadmin.NotFoundException
import dev.oryadmin.RetryPolicy
import dev.oryadmin.TransportException
import dev.oryadmin.model.GrantType
import dev.oryadmin.model.OAuth2Client
import dev.oryadmin.model.OAuth2Client.CLIENT_NAME
import dev.oryadmin.model.OAuth2Client.CLIENT_SECRET
import dev.oryadmin.model.OAuth2Client.REDIRECT_URIS
import dev.oryadmin.testing.FakeHydra
import dev.oryadmin.testing.Fault
import java.time.Duration
import kotlin.jvm.optionals.getOrNull
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import okhttp3.Call
import okhttp3.EventListener
import okhttp3.OkHttpClient

// region build
fun billing(): OAuth2Client =
    OAuth2Client.builder()
        .clientName("billing")
        .grantTypes(GrantType.CLIENT_CREDENTIALS)
        .scope("invoices.read")
        .redirectUris("https://billing.example/callback")
        .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
        .build()

// endregion

// region nulls
fun describe(client: OAuth2Client): String {
  val id: String = client.clientId() // never null
  val name: String = client.clientName() ?: id // String?: it needs ?: or ?.
  val secret: String = client.require(CLIENT_SECRET).reveal() // or it throws, and says why
  return "$name has a secret of ${secret.length} characters"
}

// endregion

// region change
fun change(ory: ApiClient, id: String): OAuth2Client {
  ory.clients().patch(id) {
    it.replace(CLIENT_NAME, "billing-v2").append(REDIRECT_URIS, "https://billing.example/2")
  }
  val owned = ory.clients().list { it.owner("team-a").pageSize(200) }.map { it.clientId() }
  println("team-a has ${owned.size}")
  return ory.clients().find(id).getOrNull() ?: error("$id is gone")
}

// endregion

// region await
suspend fun get(ory: ApiClient, id: String): OAuth2Client? =
    try {
      ory.clients().getCall(id).executeAsync().await() // cancelling the coroutine cancels the call
    } catch (e: NotFoundException) {
      null
    }

suspend fun getAll(ory: ApiClient, ids: List<String>): List<OAuth2Client?> = coroutineScope {
  ids.map { async { get(ory, it) } }.awaitAll()
}

// endregion

// region flow
fun clients(ory: ApiClient): Flow<OAuth2Client> =
    ory.clients().list().asFlow().flowOn(Dispatchers.IO) // pages come as they are collected

// endregion

fun main() =
    FakeHydra.start().use { hydra ->
      ApiClient.builder().adminUrl(hydra.adminUrl()).build().use { ory ->
        val made = ory.clients().create(billing())
        check(describe(made).startsWith("billing has a secret of "))
        check(change(ory, made.clientId()).redirectUris().size == 2)
        runBlocking {
          val names = getAll(ory, listOf(made.clientId(), "nobody")).map { it?.clientName() }
          check(names == listOf("billing-v2", null))
          check(plain(ory) == extended(ory))
          check(clients(ory).take(1).toList().size == 1)
        }
        cancellationReachesTheServer(hydra)
        failureKeepsItsType(hydra, ory)
      }
    }

/** Without it the call would go on until its deadline, and keep the client open. */
private fun cancellationReachesTheServer(hydra: FakeHydra) {
  hydra.fail({ it.path().endsWith("/slow") }, Fault.silence().always())
  val cancelled = CompletableDeferred<Unit>()
  val listener =
      object : EventListener() {
        override fun canceled(call: Call) {
          cancelled.complete(Unit)
        }
      }
  val http = OkHttpClient.Builder().eventListener(listener).build()
  ApiClient.builder().adminUrl(hydra.adminUrl()).httpClient(http).build().use { ory ->
    runBlocking {
      try {
        withTimeout(300.milliseconds) { get(ory, "slow") }
        error("there was no answer to wait for")
      } catch (e: TimeoutCancellationException) {
        withTimeout(5.seconds) { cancelled.await() }
      }
    }
  }
  http.dispatcher.executorService.shutdown()
}

/** await() does not wrap what the future holds. */
private fun failureKeepsItsType(hydra: FakeHydra, ory: ApiClient) {
  hydra.fail({ true }, Fault.disconnect().always())
  runBlocking {
    try {
      ory.clients().getCall("x").retry(RetryPolicy.none()).executeAsync().await()
      error("there was no answer")
    } catch (e: TransportException) {
      check(e.message!!.startsWith("getOAuth2Client: "))
    }
  }
}

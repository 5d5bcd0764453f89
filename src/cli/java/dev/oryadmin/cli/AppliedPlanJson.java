package dev.oryadmin.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.PlannedChange;
import java.util.List;

/** What became of a plan, for programs. */
final class AppliedPlanJson {
  private AppliedPlanJson() {}

  static JsonObject of(AppliedPlan plan) {
    JsonObject json = new JsonObject();
    json.add("applied", list(plan, plan.applied()));
    json.add("refused", list(plan, plan.refused()));
    json.add("unknown", list(plan, plan.unknown()));
    json.add("remaining", list(plan, plan.remaining()));
    RuntimeException failure = plan.failure();
    json.addProperty("failure", failure == null ? null : failure.getMessage());
    return json;
  }

  private static JsonArray list(AppliedPlan plan, List<PlannedChange> changes) {
    JsonArray list = new JsonArray();
    for (PlannedChange change : changes) {
      JsonObject json = new JsonObject();
      json.addProperty("kind", change.kind().name());
      json.addProperty("client_id", change.clientId());
      json.addProperty("reason", plan.reason(change));
      list.add(json);
    }
    return list;
  }
}

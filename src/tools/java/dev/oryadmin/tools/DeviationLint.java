package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Refuses records of deviations that do not tell the truth about the fragment. */
final class DeviationLint {
  private DeviationLint() {}

  static List<Finding> findings(Document document) {
    List<Finding> findings = new ArrayList<>();
    Shape shape = ShapeReader.of(document, Coverage.of(document));
    List<Deviation> deviations = Deviation.of(document);
    for (int i = 0; i < deviations.size(); i++) {
      Deviation deviation = deviations.get(i);
      String path = "/x-deviations/" + i;
      if (deviation.why().isBlank() || deviation.evidence().isBlank()) {
        findings.add(new Finding(path, "no why or no evidence", "say both"));
      }
      for (String pattern : deviation.at()) {
        findings.addAll(entry(path, pattern, deviation, shape));
      }
    }
    return findings;
  }

  private static List<Finding> entry(
      String path, String pattern, Deviation deviation, Shape shape) {
    if (deviation.isOfSchema()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    boolean any = false;
    for (FactPath place : deviation.places(shape)) {
      if (place.fits(pattern)) {
        String value = shape.at(place);
        any |= value != null || deviation.here() == null;
        boolean asRecorded = deviation.anyHere() || Objects.equals(value, deviation.here());
        if (!asRecorded && (value != null || !pattern.contains("*"))) {
          String is = place + " is " + (value == null ? "absent" : value);
          findings.add(new Finding(path, is, "correct the record or the document"));
        }
      }
    }
    if (!any && findings.isEmpty()) {
      findings.add(new Finding(path, "nothing at " + pattern, "correct it or take it out"));
    }
    return findings;
  }
}

package dev.oryadmin.tools;

import java.util.List;

/** The values of one quantity, measured several times. Immutable. */
record Samples(List<Double> values) {
  Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    values = values.stream().sorted().toList();
  }

  /** The value with the least disturbance: what else a machine does can only add to it. */
  double least() {
    return values.get(0);
  }

  double most() {
    return values.get(values.size() - 1);
  }

  double median() {
    return values.get(values.size() / 2);
  }
}

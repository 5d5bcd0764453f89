package dev.oryadmin.tools;

/**
 * What a change means for users of the SDK once it is taken over: how severe it is, what it
 * reaches, and why, in a sentence. Immutable.
 */
record Impact(Severity severity, Reach reach, String meaning) {

  enum Severity {
    NONE("No effect", "nothing to do"),
    ADDITIVE("Additive", "additive"),
    BREAKING("Breaking", "breaking");

    private final String title;
    private final String verdict;

    Severity(String title, String verdict) {
      this.title = title;
      this.verdict = verdict;
    }

    String title() {
      return title;
    }

    String verdict() {
      return verdict;
    }
  }

  /** What of a program a change reaches. */
  enum Reach {
    WIRE("Wire only"),
    COMPATIBLE("Source- and binary-compatible"),
    SOURCE("Source-compatible, binary-incompatible"),
    NEITHER("Source- and binary-incompatible");

    private final String words;

    Reach(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** This at a place where a deviation is recorded, which has to be reviewed. */
  Impact ofDeviation() {
    Severity least = severity == Severity.NONE ? Severity.ADDITIVE : severity;
    return new Impact(least, reach, meaning + " A deviation is recorded there: review it.");
  }

  static Impact none(String meaning) {
    return new Impact(Severity.NONE, Reach.WIRE, meaning);
  }

  static Impact wire(String meaning) {
    return new Impact(Severity.ADDITIVE, Reach.WIRE, meaning);
  }

  static Impact added(String meaning) {
    return new Impact(Severity.ADDITIVE, Reach.COMPATIBLE, meaning);
  }

  /** Programs go on compiling and running, but what they send may be refused. */
  static Impact refused(String meaning) {
    return new Impact(Severity.BREAKING, Reach.WIRE, meaning);
  }

  static Impact relink(String meaning) {
    return new Impact(Severity.BREAKING, Reach.SOURCE, meaning);
  }

  static Impact broken(String meaning) {
    return new Impact(Severity.BREAKING, Reach.NEITHER, meaning);
  }
}

package dev.oryadmin.bench;

/** What is compared. A JVM loads only what it is told to measure. */
public enum Library {
  /** This SDK. */
  SDK,
  /** OkHttp and Gson's streams by hand. */
  FLOOR,
  /** The official client of Hydra. */
  HYDRA,
  /** The official client of Kratos, which has the same model, generated later. */
  KRATOS,
  /** Jackson databind. */
  JACKSON;

  /** Returns a new binding, set up. */
  Binding binding() {
    return switch (this) {
      case SDK -> new SdkBinding();
      case FLOOR -> new FloorBinding();
      case HYDRA -> new HydraBinding();
      case KRATOS -> new KratosBinding();
      case JACKSON -> new JacksonBinding();
    };
  }

  /** Returns a new caller of the server at a URL. */
  Caller caller(String url) {
    return switch (this) {
      case SDK -> new SdkCaller(url);
      case FLOOR -> new FloorCaller(url);
      case HYDRA -> new HydraCaller(url);
      case KRATOS, JACKSON -> throw new IllegalArgumentException(this + " has no such call");
    };
  }
}

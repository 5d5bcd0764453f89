package dev.oryadmin.bench;

import java.util.function.Supplier;

/** What is compared. Each benchmark runs in a JVM that has loaded only one of them. */
public enum Library {
  /** This SDK. */
  SDK(SdkBinding::new),
  /** Gson's streams by hand. */
  FLOOR(FloorBinding::new),
  /** The official client of Hydra. */
  HYDRA(HydraBinding::new),
  /** The official client of Kratos, which has the same model, generated later. */
  KRATOS(KratosBinding::new),
  /** Jackson databind. */
  JACKSON(JacksonBinding::new);

  private final Supplier<Binding> binding;

  Library(Supplier<Binding> binding) {
    this.binding = binding;
  }

  /** Returns a new binding, set up. */
  Binding binding() {
    return binding.get();
  }
}

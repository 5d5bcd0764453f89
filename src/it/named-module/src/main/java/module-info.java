module it {
  requires dev.oryadmin;
  // Ours is an automatic module, which can't ask for modules that declare themselves.
  requires com.google.gson;
  requires okhttp3;
  requires jdk.httpserver;
}

package dev.oryadmin.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.constructs.model.Anything;
import dev.oryadmin.constructs.model.House;
import dev.oryadmin.constructs.model.Names;
import dev.oryadmin.constructs.model.Numbers;
import dev.oryadmin.constructs.model.Person;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * What our templates carry beyond what the fragment needs: {@code src/test/resources/constructs}
 * has one small document for each construct; the build renders and compiles them all.
 */
class ConstructsTest {
  @Test
  void jsonNamesAreThoseOfTheDocument() {
    assertThat(Names.PROPERTIES)
        .extracting("name")
        .startsWith("class", "default", "enum")
        .contains("camelCase", "with-dash", "with.dot", "with space", "$dollar", "x5t#S256");
  }

  @Test
  void numbersAreKeptToTheLastDigit() {
    String json = "{\"whole\":1.0,\"whole64\":9223372036854775807,\"any\":0.10,\"double\":1E-400}";

    Numbers numbers = Numbers.fromJson(json);

    assertThat(numbers.toJson()).isEqualTo(json);
    assertThat(numbers.whole()).isEqualTo(1);
    assertThat(numbers.whole64()).isEqualTo(Long.MAX_VALUE);
    assertThat(numbers.any()).isEqualTo("0.10");
  }

  @Test
  void formatsWithoutAJavaTypeAreText() {
    Anything anything = Anything.builder().date("yesterday").uuid("?").uri("a b").build();

    assertThat(anything.toJson())
        .isEqualTo("{\"date\":\"yesterday\",\"uuid\":\"?\",\"uri\":\"a b\"}");
  }

  @Test
  void secretsOfAnyModelAreMasked() {
    assertThat(Anything.builder().secret("s3cret").build()).asString().doesNotContain("s3cret");
  }

  @Test
  void modelsCanReferToEachOther() {
    Person owner = Person.builder().home(House.builder().guests(List.of()).build()).build();
    House house = House.builder().owner(owner).guests(owner, owner).build();

    assertThat(House.fromJson(house.toJson())).isEqualTo(house);
    assertThat(house)
        .hasToString("House{owner=" + owner + ", guests=[" + owner + ", " + owner + "]}");
    assertThat(Person.HOME.type().javaType()).isEqualTo(House.class);
  }

  /** Class initialization takes locks: in two orders, if classes initialize each other. */
  @RepeatedTest(20)
  void modelsThatReferToEachOtherCanBeInitializedConcurrently() throws Exception {
    try (URLClassLoader fresh =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      CyclicBarrier start = new CyclicBarrier(2);
      ExecutorService threads = Executors.newFixedThreadPool(2, ConstructsTest::daemon);
      List<Future<Class<?>>> classes = new ArrayList<>();
      for (Class<?> model : List.of(Person.class, House.class)) {
        classes.add(
            threads.submit(
                () -> {
                  start.await();
                  return Class.forName(model.getName(), true, fresh);
                }));
      }
      for (Future<Class<?>> initialized : classes) {
        assertThat(initialized.get(5, TimeUnit.SECONDS)).isNotNull();
      }
      threads.shutdown();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static URL[] classPath() throws IOException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    return urls;
  }
}

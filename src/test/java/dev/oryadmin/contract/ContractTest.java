package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole contract, against the fake; or, with {@code -Dhydra.adminUrl=… -Dhydra.publicUrl=…},
 * against a real server.
 */
@ExtendWith(ContractExtension.class)
class ContractTest {
  /** The groups of rules, each of which can be run by itself. */
  static List<Class<?>> groups() {
    List<Class<?>> groups = new ArrayList<>();
    for (Class<?> group : ContractTest.class.getDeclaredClasses()) {
      groups.add(group.getSuperclass());
    }
    return groups;
  }

  /** Finds the class that runs a group of rules. */
  static Class<?> nested(Class<?> group) {
    for (Class<?> nested : ContractTest.class.getDeclaredClasses()) {
      if (nested.getSuperclass() == group) {
        return nested;
      }
    }
    throw new IllegalArgumentException("no group of rules: " + group);
  }

  @AfterAll
  static void writeTable(Server server, ContractTable table) throws IOException {
    if (!table.isWhole(groups().size())) {
      return; // only some groups were asked for
    }
    if (server.isFake()) {
      String page = table.page();
      Files.writeString(Path.of("target/contract.md"), page);
      assertThat(ContractTable.checkedIn())
          .as("docs/contract.md is out of date: copy target/contract.md over it")
          .isEqualTo(page);
    } else {
      Generation generation = server.generation();
      table
          .results(generation.describe(server.version()), LocalDate.now(ZoneOffset.UTC).toString())
          .write(ContractResults.file(Path.of("target/contract"), generation));
    }
  }

  @Nested
  class Create extends CreateContract {}

  @Nested
  class Validations extends ValidationContract {}

  @Nested
  class Errors extends ErrorsContract {}

  @Nested
  class Replace extends ReplaceContract {}

  @Nested
  class Patches extends PatchContract {}

  @Nested
  class Lifespans extends LifespansContract {}

  @Nested
  class Secrets extends SecretsContract {}

  @Nested
  class Registration extends RegistrationContract {}

  @Nested
  class Listing extends ListContract {}

  @Nested
  class Formats extends FormatsContract {}

  @Nested
  class Routing extends RoutingContract {}

  @Nested
  class Authorization extends AuthorizationContract {}

  @Nested
  class Login extends LoginContract {}

  @Nested
  class Consent extends ConsentContract {}

  @Nested
  class Tokens extends TokensContract {}

  @Nested
  class Sessions extends SessionsContract {}

  @Nested
  class Logout extends LogoutContract {}

  @Nested
  class Device extends DeviceContract {}
}

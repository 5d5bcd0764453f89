package dev.oryadmin.cli;

import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOption {
  /** A form of output; names as they are typed. */
  enum Form {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "How to print: ${COMPLETION-CANDIDATES}; unless set, ${DEFAULT-VALUE}.")
  Form form = Form.table;

  boolean isJson() {
    return form == Form.json;
  }
}

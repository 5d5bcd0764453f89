package dev.oryadmin.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Files can't be used as they are; the message has a line for each problem. */
final class FileProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileProblemsException(List<FileProblem> problems) {
    super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
  }

  FileProblemsException(String file, String message) {
    this(List.of(new FileProblem(file, 0, message)));
  }
}

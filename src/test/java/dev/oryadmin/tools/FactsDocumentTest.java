package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FactsDocumentTest {
  @Test
  void statesTheFactsOfTheLastReview() throws Exception {
    Recording review = Recording.read(Path.of("openapi/upstream-shape.json"));
    Coverage coverage = Coverage.of(Document.read(Path.of("openapi/oauth2-clients.yaml")));

    Shape read = ShapeReader.of(Document.parse(FactsDocument.ofLastReview()), coverage);

    assertThat(read.facts()).isEqualTo(review.shape().facts());
  }
}

package dev.oryadmin.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read out of Link headers. */
class LinkHeaderTest {
  private static String next(String... headers) {
    return String.valueOf(LinkHeader.nextPageToken(List.of(headers), "page_token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          </admin/clients?page_size=2&page_token=abc>; rel="next"                        | abc
          </c?page_token=a>; rel="first",</c?page_token=b>; rel="next"                   | b
          </c?page_token=b>; rel="next", </c?page_token=a>; rel="first"                  | b
          </c?page_token=a%3D%3D>; rel="next"                                            | a==
          </c?page_token=a==>; rel="next"                                                | a==
          </c?page_token=a+b%2Bc>; rel="next"                                            | a b+c
          <https://evil.example/x?page_token=a>; rel="next"                              | a
          <//evil.example/?page_token=a>; rel=next                                       | a
          <../../..?page_token=a>; rel=next                                              | a
          <?page_token=a>; rel=next                                                      | a
          </c?page_token=a> ; rel = "next"                                               | a
          </c?page_token=a>;rel=next;title="x"                                           | a
          </c?page_token=a>; title="a;b,<c>"; rel="next"                                 | a
          </c?page_token=a>; title="quote \\" here"; rel="next"                          | a
          </c?page_token=a>; REL="NEXT"                                                  | a
          </c?page_token=a>; rel="prev next"                                             | a
          </c?page_token=a>; rel="next prev"                                             | a
          </c?a=b>; rel="next", </c?page_token=a>; rel="next"                            | a
          </c?page_token=a&page_token=b>; rel="next"                                     | a
          </c?page_token=a>; rel                                                         | null
          </c?page_token=a>                                                              | null
          </c?page_token=a>; rel="first"                                                 | null
          </c?page_token=a>; rel="nextpage"                                              | null
          </c?page_token=a>; rel="first"; rel="next"                                     | null
          </c?page_token=a>; title="; rel=next"                                          | null
          </c?page_token=a>, rel="next"                                                  | null
          </c?page_token=>; rel="next"                                                   | null
          </c?page_token>; rel="next"                                                    | null
          </c?page_size=2>; rel="next"                                                   | null
          </c?page_token=a; rel="next"                                                   | null
          /c?page_token=a; rel="next"                                                    | null
          <javascript:page_token=a>; rel="next"                                          | null
          </c#page_token=a>; rel="next"                                                  | null
          <>; rel="next"                                                                 | null
          <                                                                              | null
          >                                                                              | null
          </c?page_token=a>;                                                             | null
          </c?page_token=a>; =next                                                       | null
          </c?page_token=a>; rel="next                                                   | a
          </c?page_token=a>; rel='next'                                                  | null
          """)
  void tokenOfTheNextPageIsRead(String header, String token) {
    assertThat(next(header)).isEqualTo(token);
  }

  @Test
  void missingHeaderMeansTheLastPage() {
    assertThat(next()).isEqualTo("null");
    assertThat(next("")).isEqualTo("null");
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(next("</c?page_token=a>; rel=first", "</c?page_token=b>; rel=next")).isEqualTo("b");
    assertThat(next("</c?page_token=a>; rel=next", "</c?page_token=b>; rel=next")).isEqualTo("a");
  }

  static Stream<String> hostile() {
    int longest = 64 * 1_024;
    return Stream.of(
            "<", "<a>", ";", "<a>;", ";a", ";a=\"", "\"", "\\", " ", ",", "<a>; rel=first,")
        .flatMap(
            part ->
                Stream.of("", "<a>; ", "<a>; rel=\"")
                    .map(start -> start + part.repeat((longest - 20) / part.length())));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileHeadersTakeLinearTime(String header) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> assertThat(next(header)).isEqualTo("null"));
  }

  @Test
  void hugeHeaderIsIgnored() {
    String padded = "</c?page_token=a>; rel=next" + " ".repeat(64 * 1_024);
    assertThat(next(padded)).isEqualTo("null");
    assertThat(next(padded, "</c?page_token=b>; rel=next")).isEqualTo("b");
    String longest = padded.substring(0, 64 * 1_024);
    assertThat(next(longest)).isEqualTo("a");
  }
}

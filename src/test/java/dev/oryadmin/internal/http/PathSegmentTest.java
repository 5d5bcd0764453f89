package dev.oryadmin.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids by themselves; what reaches the server is tested with whole calls. */
class PathSegmentTest {
  @ParameterizedTest
  @ValueSource(strings = {"billing", "a/b", "...", "a b", "\uD83D\uDE00", "\uD7FF", "\uE000"})
  void reachableIds(String id) {
    assertThat(PathSegment.isReachable(id)).isTrue();
    assertThatCode(() -> PathSegment.check("id", id)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/", "/"})
  void unreachableIds(String id) {
    assertThat(PathSegment.isReachable(id)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathSegment.check("id", id))
        .withMessageStartingWith("id ");
  }

  /** The first and the last of each half, written as numbers: no source file can hold them. */
  @ParameterizedTest
  @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
  void halfOfASurrogatePairIsUnreachable(int half) {
    String id = "a" + (char) half;
    assertThat(PathSegment.isReachable(id)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathSegment.checkText("owner", id))
        .withMessage("owner has half of a surrogate pair, which would be sent as a question mark");
  }
}

package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link TextList} against an ordinary list. */
class TextListTest {
  @Test
  void itHoldsWhatAnOrdinaryListHolds() {
    List<String> texts = new ArrayList<>();
    TextList list = new TextList();
    for (int i = 0; i < 1_000; i++) {
      assertThat(list).hasSize(i);
      String text = i % 7 == 0 ? "" : "text → " + i;
      texts.add(text);
      assertThat(list.add(text)).isTrue();
      assertThat(list.get(i)).isEqualTo(text);
    }
    assertThat(list).isEqualTo(texts);
    BitSet some = new BitSet();
    some.set(0);
    some.set(255, 258);
    some.set(999);
    assertThat(list.at(some))
        .containsExactly(
            texts.get(0), texts.get(255), texts.get(256), texts.get(257), texts.get(999));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> list.get(1_000))
        .withMessage("index 1000 of 1000");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(-1));
    assertThat(list.at(new BitSet())).isEmpty();
  }
}

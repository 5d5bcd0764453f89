package dev.oryadmin;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;

/**
 * Many short texts in little memory: each takes its characters and four bytes, where a {@code
 * String} takes 40 bytes more. Texts can be added, and nothing else can be changed.
 *
 * <p>Filled by one thread; then safe for use by several.
 */
final class TextList extends AbstractList<String> implements RandomAccess {
  private static final int BLOCK = 256;

  private final List<String> blocks = new ArrayList<>();

  /** Where each text of a block ends. */
  private final List<int[]> ends = new ArrayList<>();

  private final StringBuilder last = new StringBuilder();
  private int size;

  @Override
  public boolean add(String text) {
    int index = size % BLOCK;
    if (index == 0) {
      ends.add(new int[BLOCK]);
    }
    last.append(text);
    ends.get(size / BLOCK)[index] = last.length();
    size++;
    if (index == BLOCK - 1) {
      blocks.add(last.toString());
      last.setLength(0);
    }
    return true;
  }

  @Override
  public String get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("index " + index + " of " + size);
    }
    int block = index / BLOCK;
    int[] of = ends.get(block);
    int from = index % BLOCK == 0 ? 0 : of[index % BLOCK - 1];
    CharSequence text = block < blocks.size() ? blocks.get(block) : last;
    return text.subSequence(from, of[index % BLOCK]).toString();
  }

  /** Returns the texts at these indices: a view of this list. */
  List<String> at(BitSet indices) {
    int[] chosen = indices.stream().toArray();
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return TextList.this.get(chosen[index]);
      }

      @Override
      public int size() {
        return chosen.length;
      }
    };
  }

  @Override
  public int size() {
    return size;
  }
}

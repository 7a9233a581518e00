package dev.hone.worker.stage;

import java.util.Arrays;

/**
 * Distinct texts, each with a code: the number of those added before it. A hash table with open addressing that boxes nothing,
 * and makes no {@code String} of a text that it knows. Not thread-safe while texts are added.
 *
 * <pre>
 *   slots:  [ . 2 . . 0 . 1 . ]   hash of a text -> its code, the next free slot if the slot is taken
 *   texts:  [ "a" "b" "c" ]       by code
 * </pre>
 */
final class TextDictionary {
    /** The code of a text that was not added. */
    static final int UNKNOWN = -1;

    private static final int FIRST_CAPACITY = 1 << 8;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private String[] texts = new String[FIRST_CAPACITY / 2];
    private int[] slots = freeSlots(FIRST_CAPACITY);
    private int count;

    /** A dictionary of these texts; the code of each is its index where all are different. */
    static TextDictionary of(String[] texts) {
        TextDictionary dictionary = new TextDictionary();
        for (String text : texts) {
            dictionary.add(text);
        }
        return dictionary;
    }

    private static int[] freeSlots(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, UNKNOWN);
        return slots;
    }

    /** How many different texts were added. */
    int size() {
        return count;
    }

    /** The code of a text, which is added if it is new. */
    int add(CharSequence text) {
        int slot = slot(text);
        if (slots[slot] != UNKNOWN) {
            return slots[slot];
        }
        if (count == texts.length) {
            grow();
            slot = slot(text);
        }
        slots[slot] = count;
        texts[count] = text.toString();
        return count++;
    }

    /** The code of a text, or {@link #UNKNOWN}. */
    int find(CharSequence text) {
        return slots[slot(text)];
    }

    /** A copy, by code. */
    String[] texts() {
        return Arrays.copyOf(texts, count);
    }

    /** Where the text is, or the free slot that is to take it. */
    private int slot(CharSequence text) {
        int slot = firstSlot(hash(text));
        while (slots[slot] != UNKNOWN && !texts[slots[slot]].contentEquals(text)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Upper bits of a product, so that hashes of short texts do not cluster. */
    private int firstSlot(int hash) {
        return (hash * GOLDEN_RATIO) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    /** As {@link String#hashCode} has it, for every class of text. */
    private static int hash(CharSequence text) {
        if (text instanceof String) {
            return text.hashCode();
        }
        int hash = 0;
        for (int at = 0; at < text.length(); at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash;
    }

    private void grow() {
        texts = Arrays.copyOf(texts, 2 * texts.length);
        slots = freeSlots(2 * slots.length);
        for (int code = 0; code < count; code++) {
            slots[slot(texts[code])] = code;
        }
    }
}

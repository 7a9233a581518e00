package dev.hone.driver.execute.stage;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the 256 entries used last. Not safe for use by several threads at once. */
final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ENTRIES = 256;

    RecentMap() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST_ENTRIES;
    }
}

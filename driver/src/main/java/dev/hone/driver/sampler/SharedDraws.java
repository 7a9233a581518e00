package dev.hone.driver.sampler;

import dev.hone.driver.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/** The draws of the last few studies of this JVM: copies of one study's that are deserialized become one object. */
final class SharedDraws {
    private static final int MOST = 4;

    /** Guarded by this. */
    private final Map<Key, DistinctDraws> known = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DistinctDraws> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What determines draws.
     *
     * @param source the kind of their source
     */
    record Key(SearchSpace space, long seed, Class<? extends DrawSource> source) {}

    /** The draws of that key, which are the given ones if there are none yet. */
    synchronized DistinctDraws of(Key key, DistinctDraws draws) {
        return known.computeIfAbsent(key, unknown -> draws);
    }
}

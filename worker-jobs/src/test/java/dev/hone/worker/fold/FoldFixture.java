package dev.hone.worker.fold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One case of scikit-learn's folds, see {@code make_fixtures.py} beside the files. */
record FoldFixture(Map<String, String> values) {

    static List<FoldFixture> read(String file) {
        List<FoldFixture> cases = new ArrayList<>();
        for (String line : lines(file)) {
            String[] parts = line.split(" ", 2);
            if (parts[0].equals("case")) {
                cases.add(new FoldFixture(new LinkedHashMap<>()));
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                cases.get(cases.size() - 1).values.put(parts[0], parts[1]);
            }
        }
        return cases;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(FoldFixture.class.getResourceAsStream("folds/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    Optional<Integer> option(String key) {
        return Optional.ofNullable(values.get(key)).map(Integer::valueOf);
    }

    int[] digits(String key) {
        return text(key).chars().map(Character::getNumericValue).toArray();
    }

    long[] numbers(String key) {
        return Arrays.stream(text(key).split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public String toString() {
        return text("case") + " in " + text("folds") + " folds";
    }
}

package dev.hone.deploy.bench.search;

import com.github.freva.asciitable.AsciiTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Tables of results: medians of the regret and of the seconds per proposal, then the probability to beat each other method. */
final class Comparison {
    private final List<SearchProblem> problems;
    private final List<Integer> counts;
    private final List<Contestant> ours;
    private final List<Contestant> others;
    private final Map<String, List<SearchRun.Result>> byLabel;

    /**
     * @param counts numbers of trials after which to compare
     * @param others what else to compare with
     */
    Comparison(
            List<SearchProblem> problems,
            List<SearchRun.Result> results,
            List<Integer> counts,
            List<Contestant> others) {
        this.problems = problems;
        this.counts = counts;
        this.others = others;
        byLabel = new LinkedHashMap<>();
        results.forEach(result -> byLabel.computeIfAbsent(label(result.run()), unknown -> new ArrayList<>())
                .add(result));
        ours = byLabel.keySet().stream().map(this::contestant).toList();
    }

    /** The methods that were run; {@code gp} is sequential, {@code gp/8} had 8 trials running. */
    List<Contestant> ours() {
        return ours;
    }

    private static String label(SearchRun run) {
        return run.running() == 1 ? run.sampler() : run.sampler() + "/" + run.running();
    }

    private Contestant contestant(String label) {
        Contestant contestant = new Contestant(label);
        for (SearchProblem problem : problems) {
            for (int count : counts) {
                contestant.put(
                        new Contestant.Place(problem.name(), count),
                        results(label, problem)
                                .mapToDouble(result -> result.at(count))
                                .toArray());
            }
        }
        return contestant;
    }

    private Stream<SearchRun.Result> results(String label, SearchProblem problem) {
        return byLabel.getOrDefault(label, List.of()).stream()
                .filter(result -> result.run().problem().name().equals(problem.name()));
    }

    void print(PrintStream stream) {
        stream.println("Median regret of the recommended configuration; seconds per proposal, distinct configurations");
        stream.println(table(regretHeader(), regrets()));
        for (Contestant contestant : ours) {
            for (int count : counts) {
                stream.println();
                stream.println("P(" + contestant.label() + " beats ...) after " + count + " trials");
                stream.println(table(beatsHeader(contestant), beats(contestant, count)));
            }
        }
    }

    private String[] regretHeader() {
        return Stream.of(
                        Stream.of("problem", "sampler"),
                        counts.stream().map(count -> "at " + count),
                        Stream.of("median s", "last s", "largest s", "distinct"))
                .flatMap(names -> names)
                .toArray(String[]::new);
    }

    private List<String[]> regrets() {
        List<String[]> lines = new ArrayList<>();
        for (SearchProblem problem : problems) {
            for (Contestant contestant : ours) {
                List<String> line = new ArrayList<>(List.of(problem.name(), contestant.label()));
                for (int count : counts) {
                    double[] values = contestant
                            .at(new Contestant.Place(problem.name(), count))
                            .orElseThrow();
                    line.add(String.format(Locale.ROOT, "%.4g", median(values) - problem.minimum()));
                }
                line.addAll(seconds(contestant, problem));
                lines.add(line.toArray(String[]::new));
            }
        }
        return lines;
    }

    private List<String> seconds(Contestant contestant, SearchProblem problem) {
        List<SearchRun.Result> results = results(contestant.label(), problem).toList();
        double[] all = results.stream()
                .flatMap(result -> result.steps().stream())
                .mapToDouble(SearchRun.Step::seconds)
                .toArray();
        double[] last = results.stream()
                .mapToDouble(
                        result -> result.steps().get(result.steps().size() - 1).seconds())
                .toArray();
        int fewest = results.stream().mapToInt(SearchRun.Result::distinct).min().orElse(0);
        int trials =
                results.stream().mapToInt(result -> result.steps().size()).max().orElse(0);
        return List.of(
                String.format(Locale.ROOT, "%.4f", median(all)),
                String.format(Locale.ROOT, "%.4f", median(last)),
                String.format(Locale.ROOT, "%.4f", Arrays.stream(all).max().orElse(0)),
                fewest + " of " + trials);
    }

    private String[] beatsHeader(Contestant contestant) {
        return Stream.concat(Stream.of("problem"), opponents(contestant).map(Contestant::label))
                .toArray(String[]::new);
    }

    private Stream<Contestant> opponents(Contestant contestant) {
        return Stream.concat(
                others.stream(),
                ours.stream()
                        .filter(other -> !other.label().equals(contestant.label()))
                        .map(other -> new Contestant("own " + other.label(), other.values())));
    }

    private List<String[]> beats(Contestant contestant, int count) {
        List<String[]> lines = new ArrayList<>();
        for (SearchProblem problem : problems) {
            Contestant.Place place = new Contestant.Place(problem.name(), count);
            lines.add(line(problem.name(), opponents(contestant).map(other -> contestant.beats(other, place))));
        }
        lines.add(line("mean", opponents(contestant).map(other -> mean(contestant, other, count))));
        return lines;
    }

    private OptionalDouble mean(Contestant contestant, Contestant other, int count) {
        return problems.stream()
                .map(problem -> contestant.beats(other, new Contestant.Place(problem.name(), count)))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static String[] line(String name, Stream<OptionalDouble> values) {
        return Stream.concat(
                        Stream.of(name),
                        values.map(value ->
                                value.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", value.getAsDouble())))
                .toArray(String[]::new);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String table(String[] header, List<String[]> lines) {
        return AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .header(header)
                .data(lines.toArray(String[][]::new))
                .asString();
    }
}

package dev.hone.driver.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.util.Locale;
import java.util.Optional;

/**
 * The scores of champion and challenger on the same rows.
 *
 * @param objective the metric and which way it gets better
 * @param champion its score; of folds the mean
 * @param challenger its score; of folds the mean
 * @param interval of the improvement; empty if there is no telling, as of one fold
 * @param basis what was scored on which rows
 */
public record ScoreComparison(
        Objective objective, double champion, double challenger, Optional<Interval> interval, Basis basis) {
    /** Scores that are closer are equal within rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * What was scored on which rows.
     *
     * @param rows which rows
     * @param folds how many sets of rows these are
     * @param numRows how many rows are in all sets
     * @param championScores where those of the champion come from
     */
    public record Basis(PublishRows rows, int folds, long numRows, ChampionScores championScores) {
        private String text() {
            String counted = numRows + (numRows == 1 ? " row" : " rows");
            return switch (championScores) {
                case RESCORED ->
                    rows == PublishRows.HOLDOUT
                            ? counted + " held out"
                            : counted + " of " + folds + (folds == 1 ? " fold" : " folds");
                case OUT_OF_FOLD ->
                    rows == PublishRows.HOLDOUT
                            ? counted + " held out by both runs"
                            : counted + " (out-of-fold scores of both on the same " + folds + " folds)";
            };
        }
    }

    /** Where the champion's scores come from. */
    public enum ChampionScores {
        /** Its saved model was loaded and scored on the rows. */
        RESCORED,
        /**
         * Those of its own run on the same table and folds. Its saved model has been trained on all of these rows, and its scores
         * on them would say nothing.
         */
        OUT_OF_FOLD;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** By how much the challenger is better, negative if it is worse. */
    public double improvement() {
        return objective.direction() == Direction.MAXIMIZE ? challenger - champion : champion - challenger;
    }

    /** What two equal scores may differ by, as sums are rounded. */
    double rounding() {
        return ROUNDING * Math.max(Math.abs(champion), Math.abs(challenger));
    }

    /**
     * Both scores, on which rows, and the improvement, in one line.
     *
     * @param other what the champion is called
     */
    public String text(String other) {
        String metric = objective.metric();
        double improvement = improvement();
        String difference = Math.abs(improvement) <= rounding()
                ? "equal"
                : (improvement > 0 ? "better" : "worse") + " by " + number(Math.abs(improvement));
        return metric + " " + number(challenger) + " against " + number(champion) + " of " + other + " on "
                + basis.text() + ": "
                + difference
                + interval.map(range -> " (" + Math.round(100 * Interval.CONFIDENCE) + "% interval of the improvement "
                                + number(range.low()) + " to " + number(range.high()) + ")")
                        .orElse(" (without an interval)");
    }

    /** As messages tell a score. */
    static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
    }

    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("on", basis.rows().label());
        node.put("folds", basis.folds());
        node.put("rows", basis.numRows());
        node.put("championScores", basis.championScores().label());
        node.put("metric", objective.metric());
        node.put("direction", objective.direction().label());
        node.put("champion", champion);
        node.put("challenger", challenger);
        node.put("improvement", improvement());
        interval.ifPresent(range -> {
            node.putArray("interval").add(range.low()).add(range.high());
            node.put("confidence", Interval.CONFIDENCE);
        });
        return node;
    }

    static ScoreComparison fromJson(JsonNode node) {
        JsonNode range = node.path("interval");
        return new ScoreComparison(
                new Objective(
                        node.required("metric").textValue(),
                        Direction.labelled(node.required("direction").textValue())),
                node.required("champion").doubleValue(),
                node.required("challenger").doubleValue(),
                range.isArray()
                        ? Optional.of(new Interval(
                                range.get(0).doubleValue(), range.get(1).doubleValue()))
                        : Optional.empty(),
                new Basis(
                        PublishRows.labelled(node.required("on").textValue()),
                        node.required("folds").intValue(),
                        node.required("rows").longValue(),
                        ChampionScores.valueOf(node.required("championScores")
                                .textValue()
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_'))));
    }
}

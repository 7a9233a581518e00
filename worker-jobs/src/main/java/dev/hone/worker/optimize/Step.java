package dev.hone.worker.optimize;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that is under way: it wants the objective at points along a line until it knows its length. */
final class Step {
    private final Descent descent;
    private final Position from;
    private final double[] direction;
    private final boolean first;

    /** None as long as the slope at the start, where the direction is not finite, has to be computed. */
    private @Nullable StepLength length;

    private double tried;
    private double[] wanted;

    /** @throws FailedStep if the direction is none in which to go */
    Step(Descent descent, Position from, double[] direction, boolean first) {
        this.descent = descent;
        this.from = from;
        this.direction = direction;
        this.first = first;
        if (Arithmetic.isFinite(direction)) {
            length = descent.length(from, direction, trial(0, from), first);
            tried = length.length();
        }
        wanted = descent.stepped(from, direction, tried);
    }

    /** The point at which the objective is wanted. */
    double[] wanted() {
        return wanted;
    }

    /**
     * Takes the position at the point that was wanted.
     *
     * @return the position if the step ends there
     * @throws FailedStep if the step cannot be taken
     */
    Optional<Position> take(Position position) {
        StepLength known = length;
        if (known == null) {
            known = descent.length(from, direction, trial(0, position), first);
            length = known;
        } else if (known.isFound()) {
            return Optional.of(position);
        } else {
            known.take(trial(tried, position));
            if (known.isFound() && known.length() == tried) {
                return Optional.of(position);
            }
        }
        tried = known.length();
        wanted = descent.stepped(from, direction, tried);
        return Optional.empty();
    }

    private Trial trial(double step, Position position) {
        return new Trial(step, position.penalizedValue(), Arithmetic.dot(position.penalizedGradient(), direction));
    }
}

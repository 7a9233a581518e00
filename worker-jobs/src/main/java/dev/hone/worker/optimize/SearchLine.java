package dev.hone.worker.optimize;

/** The penalized objective along the way that a step of some length would take. */
final class SearchLine {
    private final Descent descent;
    private final Position from;
    private final double[] direction;
    private Position last;
    private double lastStep;

    /**
     * The objective after a step.
     *
     * @param slope its derivative by the length of the step
     */
    record Trial(double step, double value, double slope) {}

    SearchLine(Descent descent, Position from, double[] direction) {
        this.descent = descent;
        this.from = from;
        this.direction = direction;
        last = from;
    }

    /** The trial that is known beforehand. */
    Trial start() {
        return Arithmetic.isFinite(direction) ? trial(0, from) : at(0);
    }

    Trial at(double step) {
        last = descent.evaluate(descent.stepped(from, direction, step));
        lastStep = step;
        return trial(step, last);
    }

    /** The position after a step, most often that of the last trial. */
    Position positionAt(double step) {
        return step == lastStep && last != from ? last : descent.evaluate(descent.stepped(from, direction, step));
    }

    private Trial trial(double step, Position position) {
        return new Trial(step, position.penalizedValue(), Arithmetic.dot(position.penalizedGradient(), direction));
    }
}

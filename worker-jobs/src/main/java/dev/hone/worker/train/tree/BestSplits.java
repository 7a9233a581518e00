package dev.hone.worker.train.tree;

/**
 * The best split of a node under each of several stopping criteria. As a rule one histogram scan finds the split for all
 * stopping criteria: the best split under some limits is also the best under stricter ones that allow it. Reused for every
 * node of a tree.
 */
final class BestSplits {
    private final Splitter splitter;
    private final GainRule[] rules;
    private final FoundSplit[] found;
    private final int[] firsts;

    /** @param rules the limits; the scan is spared most often where weaker ones come first */
    BestSplits(Splitter splitter, GainRule[] rules, int width) {
        this.splitter = splitter;
        this.rules = rules;
        found = new FoundSplit[rules.length];
        for (int variant = 0; variant < found.length; variant++) {
            found[variant] = new FoundSplit(width);
        }
        firsts = new int[rules.length];
    }

    /**
     * Looks for the best splits.
     *
     * @param variants indices of the limits that are wanted, ascending
     * @param histogram the node's, for these features at least
     */
    void find(GrownNode node, int[] variants, int[] features, int[] rows, long[] histogram) {
        for (int index = 0; index < variants.length; index++) {
            int variant = variants[index];
            firsts[variant] = variant;
            if (!isKnown(node, variants, index)) {
                found[variant].clear();
                splitter.find(rules[variant], node, features, rows, histogram, found[variant]);
                joinSame(variants, index);
            }
        }
    }

    /** The first of the limits under which this split is the best too. */
    int first(int variant) {
        return firsts[variant];
    }

    FoundSplit of(int variant) {
        return found[firsts[variant]];
    }

    private boolean isKnown(GrownNode node, int[] variants, int index) {
        GainRule rule = rules[variants[index]];
        for (int earlier = 0; earlier < index; earlier++) {
            FoundSplit known = of(variants[earlier]);
            if (rules[variants[earlier]].limits().allowAllOf(rule.limits())
                    && (!known.isValid() || known.isValidUnder(rule, node.statistics()))) {
                firsts[variants[index]] = firsts[variants[earlier]];
                return true;
            }
        }
        return false;
    }

    private void joinSame(int[] variants, int index) {
        for (int earlier = 0; earlier < index; earlier++) {
            if (of(variants[earlier]).isSame(found[variants[index]])) {
                firsts[variants[index]] = firsts[variants[earlier]];
                return;
            }
        }
    }
}

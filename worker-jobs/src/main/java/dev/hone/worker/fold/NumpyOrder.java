package dev.hone.worker.fold;

/**
 * The permutation that numpy's default {@code argsort} gives to integers. It is not stable, so the order of equal values,
 * and with it the fold of equally large groups, depends on the way that algorithm takes: quicksort around the median of
 * the first, middle and last value, with insertion sort for what is 16 values or shorter.
 *
 * <p>Where it differs: numpy changes to heap sort below a depth of 2 log2(n), which only values arranged to defeat the
 * median of three reach; and from numpy 1.25 a processor with AVX-512 takes yet another way.
 */
final class NumpyOrder {
    private static final int INSERTION_SPAN = 15;

    private final int[] values;
    private final int[] order;

    private NumpyOrder(int[] values) {
        this.values = values;
        this.order = FoldSupport.upTo(values.length);
    }

    /** Indices of the values from the smallest to the largest. */
    static int[] ascending(int[] values) {
        NumpyOrder sorting = new NumpyOrder(values);
        sorting.sort(0, values.length - 1);
        return sorting.order;
    }

    private void sort(int from, int to) {
        int low = from;
        int high = to;
        while (high - low > INSERTION_SPAN) {
            int pivot = partition(low, high);
            if (pivot - low < high - pivot) {
                sort(low, pivot - 1);
                low = pivot + 1;
            } else {
                sort(pivot + 1, high);
                high = pivot - 1;
            }
        }
        insertionSort(low, high);
    }

    private int partition(int low, int high) {
        int middle = low + ((high - low) >> 1);
        swapIfLess(middle, low);
        swapIfLess(high, middle);
        swapIfLess(middle, low);
        int pivot = value(middle);
        swap(middle, high - 1);
        int left = low;
        int right = high - 1;
        while (true) {
            do {
                left++;
            } while (value(left) < pivot);
            do {
                right--;
            } while (pivot < value(right));
            if (left >= right) {
                swap(left, high - 1);
                return left;
            }
            swap(left, right);
        }
    }

    private void insertionSort(int low, int high) {
        for (int next = low + 1; next <= high; next++) {
            int index = order[next];
            int place = next;
            while (place > low && values[index] < value(place - 1)) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = index;
        }
    }

    private int value(int place) {
        return values[order[place]];
    }

    private void swapIfLess(int first, int second) {
        if (value(first) < value(second)) {
            swap(first, second);
        }
    }

    private void swap(int first, int second) {
        int index = order[first];
        order[first] = order[second];
        order[second] = index;
    }
}

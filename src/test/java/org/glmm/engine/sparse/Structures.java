package org.glmm.engine.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Coupling structures of mixed models, and graphs whose fill is known. */
enum Structures {

    ONE_LEVEL {
        @Override
        RandomMatrix random(Random random) {
            return RandomMatrix.of(new int[] {1 + random.nextInt(6)}, List.of(new int[] {0}), random);
        }
    },
    ONE_FACTOR {
        @Override
        RandomMatrix random(Random random) {
            int levels = 1 + random.nextInt(40);
            return RandomMatrix.of(constant(levels, 1 + random.nextInt(3)), singles(levels), random);
        }
    },
    EMPTY_LEVELS {
        @Override
        RandomMatrix random(Random random) {
            return RandomMatrix.of(mixed(1 + random.nextInt(40), random), List.of(), random);
        }
    },
    NESTED {
        @Override
        RandomMatrix random(Random random) {
            int outer = 1 + random.nextInt(6);
            int inner = outer * (1 + random.nextInt(6));
            List<int[]> rows = new ArrayList<>();
            for (int i = 0; i < inner; i++) {
                rows.add(new int[] {i, inner + i % outer});
            }
            return RandomMatrix.of(mixed(inner + outer, random), rows, random);
        }
    },
    CROSSED {
        @Override
        RandomMatrix random(Random random) {
            int a = 1 + random.nextInt(40);
            int b = 1 + random.nextInt(30);
            List<int[]> rows = new ArrayList<>();
            int count = random.nextInt(1 + a * b);
            for (int r = 0; r < count; r++) {
                rows.add(new int[] {random.nextInt(a), a + random.nextInt(b)});
            }
            return RandomMatrix.of(constant(a + b, 1), rows, random);
        }
    },
    CROSSED_SLOPES {
        @Override
        RandomMatrix random(Random random) {
            int levels = 2 + random.nextInt(25);
            List<int[]> rows = new ArrayList<>();
            for (int r = 0; r < 3 * levels; r++) {
                rows.add(new int[] {random.nextInt(levels), levels + random.nextInt(levels),
                    2 * levels + random.nextInt(2)});
            }
            int[] sizes = constant(2 * levels + 2, 1);
            Arrays.fill(sizes, 0, levels, 3);
            Arrays.fill(sizes, levels, 2 * levels, 2);
            return RandomMatrix.of(sizes, rows, random);
        }
    },
    ARROW {
        @Override
        RandomMatrix random(Random random) {
            int nodes = 2 + random.nextInt(60);
            int hub = random.nextInt(nodes);
            return RandomMatrix.of(mixed(nodes, random), star(nodes, hub), random);
        }
    },
    CHAIN {
        @Override
        RandomMatrix random(Random random) {
            int nodes = 2 + random.nextInt(80);
            return RandomMatrix.of(mixed(nodes, random), chain(nodes), random);
        }
    },
    GRID {
        @Override
        RandomMatrix random(Random random) {
            int side = 2 + random.nextInt(9);
            return RandomMatrix.of(constant(side * side, 1 + random.nextInt(2)), grid(side), random);
        }
    },
    RANDOM_GRAPH {
        @Override
        RandomMatrix random(Random random) {
            int nodes = 1 + random.nextInt(60);
            List<int[]> rows = new ArrayList<>();
            int count = random.nextInt(4 * nodes);
            for (int r = 0; r < count; r++) {
                rows.add(random.ints(0, nodes).distinct().limit(1 + random.nextInt(Math.min(nodes, 3))).toArray());
            }
            return RandomMatrix.of(mixed(nodes, random), rows, random);
        }
    },
    DENSE {
        @Override
        RandomMatrix random(Random random) {
            int nodes = 1 + random.nextInt(60);
            int[] all = IntStream.range(0, nodes).toArray();
            List<int[]> rows = new ArrayList<>();
            for (int r = 0; r < 2 * nodes; r++) {
                rows.add(all);
            }
            return RandomMatrix.of(mixed(nodes, random), rows, random);
        }
    };

    abstract RandomMatrix random(Random random);

    static int[] constant(int nodes, int size) {
        var sizes = new int[nodes];
        Arrays.fill(sizes, size);
        return sizes;
    }

    private static int[] mixed(int nodes, Random random) {
        return random.ints(nodes, 1, 5).toArray();
    }

    static List<int[]> singles(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> new int[] {i}).toList();
    }

    static List<int[]> star(int nodes, int hub) {
        return IntStream.range(0, nodes).filter(i -> i != hub).mapToObj(i -> new int[] {i, hub}).toList();
    }

    static List<int[]> chain(int nodes) {
        return IntStream.range(1, nodes).mapToObj(i -> new int[] {i - 1, i}).toList();
    }

    static List<int[]> grid(int side) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                if (i + 1 < side) {
                    edges.add(new int[] {i * side + j, (i + 1) * side + j});
                }
                if (j + 1 < side) {
                    edges.add(new int[] {i * side + j, i * side + j + 1});
                }
            }
        }
        return edges;
    }
}

/** The benchmark of search methods: how good a configuration each recommends after some trials, on problems whose best is known. */
@NullMarked
package dev.hone.deploy.bench.search;

import org.jspecify.annotations.NullMarked;

/** What the user knows before a search: configs that are tried first, and trials of an earlier run. */
@NullMarked
package dev.hone.driver.sampler.known;

import org.jspecify.annotations.NullMarked;

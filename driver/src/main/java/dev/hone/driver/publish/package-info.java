/**
 * Versions of a model in one folder, of which the latest is the champion, and the decision whether a new one, the challenger, takes
 * its place.
 */
@NullMarked
package dev.hone.driver.publish;

import org.jspecify.annotations.NullMarked;

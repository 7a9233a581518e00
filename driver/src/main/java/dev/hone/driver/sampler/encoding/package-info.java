/**
 * A search space as points with one coordinate per dimension, for samplers that model the objective: {@link
 * dev.hone.driver.sampler.encoding.SpaceEncoding} turns configs into points and back.
 */
@NullMarked
package dev.hone.driver.sampler.encoding;

import org.jspecify.annotations.NullMarked;

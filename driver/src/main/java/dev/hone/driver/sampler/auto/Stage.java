package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.Sampler;

/**
 * A method, as long as few enough trials are known.
 *
 * @param method its name
 * @param sampler proposes
 * @param most the largest number of known trials, those that run among them, with which it proposes
 */
record Stage(String method, Sampler sampler, long most) {}

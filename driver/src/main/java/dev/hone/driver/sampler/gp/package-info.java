/**
 * Bayesian optimization with a Gaussian process: {@link dev.hone.driver.sampler.gp.GaussianProcessSampler}.
 *
 * <pre>
 *   history -> Observations -> Losses, Warp -> HyperparameterFit -> Posterior -> ExpectedImprovement -> AcquisitionSearch -> config
 *   (trials)   (points, losses)  (scores)      (MAP of Kernel)      (mean, sd)   (log EI)               (its maximum)
 * </pre>
 */
@NullMarked
package dev.hone.driver.sampler.gp;

import org.jspecify.annotations.NullMarked;

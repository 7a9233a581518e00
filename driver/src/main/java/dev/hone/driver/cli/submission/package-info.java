/** What a submission to a cluster carries along, and what the cluster answers. */
@NullMarked
package dev.hone.driver.cli.submission;

import org.jspecify.annotations.NullMarked;

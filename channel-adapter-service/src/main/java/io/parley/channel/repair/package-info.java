/// Reads threads back from the platform, and takes in what its webhooks did not deliver.
@NullMarked
package io.parley.channel.repair;

import org.jspecify.annotations.NullMarked;

/** The doors: who may speak, what was said, in which batch, and the acknowledgement that follows the commit. */
@NullMarked
@CheckReturnValue
package vn.phusong.ingest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

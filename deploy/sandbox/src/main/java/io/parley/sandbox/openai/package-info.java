/// A language model behind the API that OpenAI made common.
@NullMarked
package io.parley.sandbox.openai;

import org.jspecify.annotations.NullMarked;

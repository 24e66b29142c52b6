"""AdamW with decoupled weight decay (Loshchilov and Hutter 2019), in JAX."""

from collections.abc import Callable
from typing import Any

__all__ = ["Adam"]


class Adam:
    """Moves a tree of `weights` down the slope of `loss(weights, *batch, key)`."""

    def __init__(self, jax: Any, loss: Callable[..., Any], weights: Any, decay: float) -> None:
        tree, jnp = jax.tree, jax.numpy
        self.weights = weights
        self._mean = self._square = tree.map(jnp.zeros_like, weights)
        self._number = 0

        def step(w: Any, m: Any, v: Any, t: Any, rate: Any, batch: Any, key: Any) -> Any:
            slope = jax.grad(loss)(w, *batch, key)
            m = tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, slope)
            v = tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, slope)

            def moved(old: Any, mean: Any, square: Any) -> Any:
                change = mean / (1 - 0.9**t) / (jnp.sqrt(square / (1 - 0.999**t)) + 1e-8)
                return old * (1 - rate * decay) - rate * change

            return tree.map(moved, w, m, v), m, v

        self._step = jax.jit(step)

    def step(self, batch: tuple[Any, ...], rate: float, key: Any) -> None:
        """One step at the rate."""
        self._number += 1
        self.weights, self._mean, self._square = self._step(
            self.weights, self._mean, self._square, self._number, rate, batch, key
        )

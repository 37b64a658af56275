/** Work that waits until the browser has painted; new work takes the place of what still waits. */
export class AfterPaint {
  #frame = 0;
  #timer = 0;

  run(work) {
    this.cancel();
    this.#frame = requestAnimationFrame(() => {
      this.#timer = setTimeout(work);
    });
  }

  cancel() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }
}

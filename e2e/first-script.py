import random

import assay

with assay.init("clinical-notes", name="line by hand", config={"learning_rate": 0.05, "steps": 40}) as run:
    slope = 0.0
    for step in range(run.config["steps"]):
        x = random.uniform(-1, 1)
        error = slope * x - 3 * x
        slope -= run.config["learning_rate"] * 2 * error * x
        run.log({"train/loss": error**2, "slope": slope}, step=step)
        if step % 10 == 0:
            print(f"step {step}: slope {slope:.3f}")
    run.log_evaluation({"close": abs(slope - 3) < 0.1 * size, "error": abs(slope - 3)} for size in range(1, 30))

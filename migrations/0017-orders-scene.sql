-- The home as it was told when the order was placed, with what a home tells since.
update orders."order" set home_scene = '{"animals": [], "hasSmoker": false, "sensitivities": []}'::jsonb || home_scene;
